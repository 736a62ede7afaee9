# The student has no case for 5000 to 10 000 and leaves 500 there.
# Message must contain: A tenth for each
def split_sizes(n):
    if n < 3: raise ValueError("few")
    k = max(1, round(n/10)) if n <= 5000 else (1000 if n > 10000 else 500)
    return n - 2 * k, k, k
