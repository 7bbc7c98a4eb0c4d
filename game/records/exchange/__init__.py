"""What people take along to another computer: records as a file, and files back into the records.

    rows       what a line of each table in the file holds
    outgoing   the records as such rows
    archive    rows as a zip and back: untrusted bytes are limited, parsed and typed here
    checking   what rows must be beyond their types, one by one and together
    incoming   rows into the records, all of them or none; here is what merging means
    part       the way in: `Exchange`, a part of `store.Records`

`docs/export.md` is the layout of the file and the rules of merging, for people.
"""
