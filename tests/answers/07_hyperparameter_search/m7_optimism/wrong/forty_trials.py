# The student counts budgets from 1 to the number given, whatever they are.
# Message must contain: One number per budget
def winner_optimism(valid, truth, budgets):
    rows = np.arange(len(valid))
    result = []
    for budget in range(1, max(budgets) + 1):
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
