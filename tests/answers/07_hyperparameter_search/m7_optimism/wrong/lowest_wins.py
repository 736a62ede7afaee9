# The student takes the lowest validation accuracy for the best.
# Message must contain: argmax.
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmin(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
