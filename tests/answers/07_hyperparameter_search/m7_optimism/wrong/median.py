# The student takes the median.
# Message must contain: each with its own winner
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.median(valid[rows, winner] - truth[rows, winner]))
    return result
