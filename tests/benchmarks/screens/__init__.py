"""What the main pages weigh, and how soon a phone shows them: of 30 clauses and of 300.

Each page is opened in Chromium at 360 px by delegates who see it for the first time, on
`declaration serve`: nothing that was remembered for a reader counts. Bytes are the page's own and
those of its styles and scripts, uncompressed; fonts are left out, which every page shares.

The server's time «by its content» is divided by how many times as many bytes the page has as that of
the small forum; a page that has no more of them must take no longer.
"""
