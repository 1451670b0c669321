extension SchemaArea {
    static let access = SchemaArea(
        title: "Accounts",
        notes: [
            SchemaNote(
                "account", "Who may sign in.",
                [
                    "name_key": "the name in small letters: nobody has a name that differs only in these",
                    "employee_id": "NULL: nobody whose time is kept",
                    "password_hash": "Argon2id, with its cost",
                    "second_factor": "sealed by the password; NULL: a password is enough",
                    "second_factor_step": "of the last code that was taken: each is taken once",
                    "must_change": "1: the password was set by somebody else",
                    "closed_at": "NULL: the account can be used",
                ]),
            SchemaNote(
                "account_role", "What an account may do, and over whom.",
                [
                    "role": "admin, hr, manager, employee, auditor",
                    "reach": "own, team, department=NAME, location=NAME, everyone",
                ]),
            SchemaNote(
                "account_session", "Who is signed in.",
                [
                    "proof_hash": "SHA-256 of what a program shows to prove it, in hexadecimal digits",
                    "place": "from where",
                    "used_at": "to the minute",
                    "ends_at": "whatever happens",
                ]),
            SchemaNote(
                "access_token", "What another program proves itself by, for an account.",
                [
                    "proof_hash": "as of a session",
                    "permissions": "those of the account's that the program has, with blanks between",
                    "used_at": "to the minute; NULL: never",
                ]),
            SchemaNote(
                "calendar_feed", "A calendar that is fetched from a private address, for an account.",
                [
                    "token_id": "the token that made it, with which it ends; NULL: somebody who had signed in",
                    "kind": "own: one’s own shifts and leave; team: leave of whom the account reaches",
                    "has_shifts": "1: with shifts",
                    "proof_hash": "SHA-256 of the private part of its address, in hexadecimal digits",
                    "last_day": "on which it is answered; NULL: until it is revoked",
                    "fetched_at": "to the hour; NULL: never",
                ]),
            SchemaNote(
                "account_recovery_code", "What is taken once in the place of a second factor's code.",
                [
                    "code_hash": "SHA-256, in hexadecimal digits"
                ]),
            SchemaNote(
                "repeatable_request",
                "What was answered to requests that may come again, so that nothing is done twice.",
                [
                    "request_key": "SHA-256 of the sender, what was asked of, and the sender's own key",
                    "request_hash": "SHA-256 of all that was sent",
                    "status": "of HTTP; NULL: at work, or it never came to its end",
                ]),
            SchemaNote(
                "sign_in_failure", "Wrong passwords in a row.",
                [
                    "subject":
                        "account, from or address, and the SHA-256 of which: a name, a name from an address, an address",
                    "closed_until": "no password is looked at before",
                ]),
        ])
}
