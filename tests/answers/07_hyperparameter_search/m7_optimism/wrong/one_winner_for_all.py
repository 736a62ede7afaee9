# The student looks for one winner over all projects.
# Message must contain: One number per budget
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].mean(axis=0).argmax()
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
