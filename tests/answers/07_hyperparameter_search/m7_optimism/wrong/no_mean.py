# The student returns a value for each project.
# Message must contain: Take the mean
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(valid[rows, winner] - truth[rows, winner])
    return result
