# The student takes absolute values.
# Message must contain: No abs
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(np.abs(valid[rows, winner] - truth[rows, winner])))
    return result
