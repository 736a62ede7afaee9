# The student takes trial b instead of the best of the first b.
# Message must contain: All of the first b trials compete
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = np.full(len(valid), budget - 1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
