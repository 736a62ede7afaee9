# The student subtracts the other way round.
# Message must contain: The sign
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(truth[rows, winner] - valid[rows, winner]))
    return result
