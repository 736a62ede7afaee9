def replay_patience(val_losses, patience):
    losses = np.array(val_losses)
    lowest = np.minimum.accumulate(losses)
    stop = len(losses)
    for epoch in range(1, len(losses) + 1):
        if epoch - 1 - np.argmin(losses[:epoch]) >= patience:
            stop = epoch
            break
    return stop, len(losses) - stop, lowest[stop - 1] - lowest[-1]
