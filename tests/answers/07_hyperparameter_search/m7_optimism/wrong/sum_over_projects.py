# The student adds up over the projects.
# Message must contain: no sum
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.sum(valid[rows, winner] - truth[rows, winner]))
    return result
