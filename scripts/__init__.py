"""What turns chapters into the site.

content: the model; pages: what the model puts into pages; checks: on the built site, whatever built it.
"""
