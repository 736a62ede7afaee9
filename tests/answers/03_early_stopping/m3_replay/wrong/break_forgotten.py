# The student forgets to leave the loop.
# Message must contain: is `break` missing?
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
    return epoch, len(val_losses) - epoch, best - min(val_losses)
