# The student sorts the budgets.
# Message must contain: Do not sort
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in sorted(budgets):
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
