# The student uses the first two projects only.
# Message must contain: One number per budget
def winner_optimism(valid, truth, budgets):
    rows, valid, truth = [0, 1], valid[:2], truth[:2]
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
