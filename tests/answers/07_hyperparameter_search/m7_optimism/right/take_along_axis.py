def winner_optimism(valid, truth, budgets):
    excess = valid - truth
    winners = np.array([valid[:, :b].argmax(axis=1) for b in budgets]).T
    return np.take_along_axis(excess, winners, axis=1).mean(axis=0)
