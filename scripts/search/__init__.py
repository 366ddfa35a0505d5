"""The index of the search: what readers may ask for, made from the content model. It knows no MkDocs type."""
