"""Thai at the edge of the program: thin over libraries, no rule of law, no state.

What lives here
    ``numerals``     Thai and Arabic digits, numbers as typed and as shown
    ``dates``        Buddhist Era, Thai months, the fiscal year, ages
    ``baht``         amounts in words
    ``identifiers``  citizen and juristic numbers, telephones
    ``addresses``    provinces, districts, subdistricts, postcodes; completion as one types; the official line
    ``breaks``       where a Thai line may break
    ``names``        names repaired, checked, searchable, sorted

It imports only ``lsvdesk.errors``, ``lsvdesk.money`` and ``lsvdesk.paths``. Importing it is cheap: the dictionary and the table of
places are read on first use. Start reading at ``numerals``; everything else builds on it.
"""
