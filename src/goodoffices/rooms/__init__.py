"""The room: people hold a mediation at a table that leaks nothing, and each can verify its result at home.

- ``chance``, ``now``: the only sources of entropy and of time.
- ``chain``, ``seal``, ``keyring``: hashes, sealed entries and their keys. They do not need Django.
- ``documents``, ``comparison``: agendas, texts and ballots as frozen data; the changes between two texts.
- ``policy``: the rights of each role, in two tables.
- ``models``, ``vault``: the database, and the compartments in it.
- ``doing``: everything that people do, each in a transaction of its own.
- ``seen``: pages as frozen data, built through ``policy``; ``pages`` shows them.
- ``serve``: the folder, the certificate and the server.

Only ``models`` and the modules above it import Django, so that ``goodoffices verify`` runs without it.
"""
