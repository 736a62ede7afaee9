# The student's first trial always wins.
# Message must contain: All of the first b trials compete
def winner_optimism(valid, truth, budgets):
    means = []
    for budget in budgets:
        total = 0.0
        for scores, true in zip(valid, truth):
            best = 0
            for k in range(budget):
                if scores[k] > scores[best]:
                    pass
            total += scores[best] - true[best]
        means.append(total / len(valid))
    return means
