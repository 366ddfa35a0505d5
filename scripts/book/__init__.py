"""The whole site as a book: two PDFs and an EPUB, made from the finished pages.

site/ ──> collect: chapters, as readers see them, with links that hold inside a book
             ├──> paper: one document, printed by Chromium   ──> A4 and phone
             └──> epub: one XHTML file a chapter             ──> EPUB 3
          seal: makes the PDFs small and checks all three, in an environment of its own
"""
