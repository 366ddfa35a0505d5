"""Every small wrong change that can be made to a Python file by itself.

Nothing is changed whose text only a reader of messages sees (strings, f-strings, what an exception says), nothing that
has no effect when the program runs (annotations, but for the bounds of fields that Pydantic reads from them), and no
decorator, since most of ours remember results for speed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scripts.mutants.change import Change

_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.BitOr: (r"\|", "&"),
    ast.BitAnd: ("&", "|"),
    ast.BitXor: (r"\^", "&"),
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_METHODS = {"startswith": "endswith", "endswith": "startswith"}


def changes(file: str, data: bytes) -> Iterator[Change]:
    """Yield every change of a file.

    Args:
        file: path below the project's root.
        data: the file's bytes.
    """
    finder = _Finder(file, data)
    finder.visit(ast.parse(data))
    yield from finder.found


class _Finder(ast.NodeVisitor):
    """Collects the changes; what is not visited is not changed."""

    def __init__(self, file: str, data: bytes) -> None:
        self.found: list[Change] = []
        self._file = file
        self._data = data
        self._starts = [0]
        for row in data.split(b"\n"):
            self._starts.append(self._starts[-1] + len(row) + 1)

    def _add(self, start: int, end: int, new: bytes) -> None:
        self.found.append(Change(self._file, start, self._data[start:end], new))

    def _replace(self, node: ast.expr | ast.stmt, new: bytes) -> None:
        self._add(*self._span(node), new)

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None  # noqa: PT018 - set for parsed nodes
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _between(self, left: ast.expr, right: ast.expr, pattern: str, new: str) -> None:
        """Replace the operator that stands between two operands."""
        start, end = self._span(left)[1], self._span(right)[0]
        word = rf"\b(?:{pattern})\b" if pattern[0].isalpha() else pattern
        found = re.search(word.encode(), self._data[start:end])
        if found:
            self._add(start + found.start(), start + found.end(), new.encode())

    def _negate(self, test: ast.expr) -> None:
        start, end = self._span(test)
        self._add(start, end, b"not (" + self._data[start:end] + b")")

    # What is left out.

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave messages alone."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """Leave what an exception says alone, and drop the exception."""
        self._replace(node, b"pass")

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Change the value, and of the annotation what is called in it, such as a field with bounds."""
        for part in ast.walk(node.annotation):
            if isinstance(part, ast.Call):
                self.visit(part)
        if node.value is not None:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Change defaults and body; annotations and decorators stay."""
        for part in [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body]:
            self.visit(part)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Change the body."""
        for part in node.body:
            self.visit(part)

    # What is changed.

    def visit_If(self, node: ast.If) -> None:
        """Turn a condition round; how a module is started is no unit."""
        match node.test:
            case ast.Compare(left=ast.Name(id="__name__")):
                return
        self._conditional(node)

    def _conditional(self, node: ast.If | ast.IfExp | ast.While) -> None:
        # `not x` and comparisons are turned round by their own operators.
        if not isinstance(node.test, ast.Compare | ast.UnaryOp):
            self._negate(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """Turn a condition round."""
        self._conditional(node)

    def visit_While(self, node: ast.While) -> None:
        """Turn a condition round."""
        self._conditional(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """Turn a filter round."""
        for test in node.ifs:
            if not isinstance(test, ast.Compare | ast.UnaryOp):
                self._negate(test)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Swap comparisons."""
        for left, op, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            self._between(left, right, *_COMPARISONS[type(op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """Swap `and` and `or`."""
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, old, new)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Swap arithmetic; with a text on one side it would only be an error of types."""
        if type(node.op) in _ARITHMETIC and not (_is_text(node.left) or _is_text(node.right)):
            self._between(node.left, node.right, *_ARITHMETIC[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Drop a `not` or a minus."""
        if isinstance(node.op, ast.Not | ast.USub):
            start, end = self._span(node.operand)
            self._replace(node, b"(" + self._data[start:end] + b")")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Turn a truth value round, and be off by one."""
        if isinstance(node.value, bool):
            self._replace(node, str(not node.value).encode())
        elif isinstance(node.value, int | float):
            self._replace(node, f"{node.value + 1}".encode())

    def visit_Name(self, node: ast.Name) -> None:
        """Swap functions that are easily taken for each other."""
        if node.id in _NAMES and isinstance(node.ctx, ast.Load):
            self._replace(node, _NAMES[node.id].encode())

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Swap methods that are easily taken for each other."""
        if node.attr in _METHODS:
            end = self._span(node)[1]
            self._add(end - len(node.attr), end, _METHODS[node.attr].encode())
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """Drop a statement that is a call, such as a problem that is noted."""
        if isinstance(node.value, ast.Call):
            self._replace(node, b"pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Drop what is added."""
        self._replace(node, b"pass")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        """Return nothing."""
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self._replace(node, b"return None")
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        """Give up instead of going on."""
        self._replace(node, b"break")

    def visit_Break(self, node: ast.Break) -> None:
        """Go on instead of stopping."""
        self._replace(node, b"continue")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
