/** SVGO as the page of render.py names it: the package's own bundle for browsers. */
declare module "svgo-browser" {
  export function optimize(svg: string, config: object): { data: string };
}
