"""A new request, from the citizen's question to the filed case.

``state`` decides everything without a window: what was typed (storable as JSON, readable or not), which steps the form has, what comes
next, what is still wrong. The rest are Qt pages that show it and collect what is typed; start reading at ``page``. A step page is exactly
valid, busy or in error. Rules stay below: the flow in :mod:`lsvdesk.catalogue.flow`, people and filing in :mod:`lsvdesk.counter`.
"""
