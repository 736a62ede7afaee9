# The student writes the two projects of an example into the code.
# Message must contain: Your code stopped with IndexError
def winner_optimism(valid, truth, budgets):
    rows = [0, 1]
    result = []
    for budget in budgets:
        winner = valid[:, :budget].argmax(axis=1)
        result.append(np.mean(valid[rows, winner] - truth[rows, winner]))
    return result
