# The student takes the last of equal scores.
# Message must contain: Of equal ones the first wins
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = budget - 1 - valid[:, :budget][:, ::-1].argmax(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
