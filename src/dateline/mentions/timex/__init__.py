"""Time expressions by kind: each module holds rules that read one kind and says what days they cover."""
