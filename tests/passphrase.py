"""The password of every user of the tests, for what makes users and what signs in as them."""

PASSWORD = "tests-only-passphrase"
