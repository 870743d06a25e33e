"""The rules of law: worked situations in situations/*.yaml that a lawyer can read, and properties."""
