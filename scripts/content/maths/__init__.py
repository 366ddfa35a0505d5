"""Formulas: LaTeX as authors write it becomes MathML, in pieces that a phone can put on several lines."""
