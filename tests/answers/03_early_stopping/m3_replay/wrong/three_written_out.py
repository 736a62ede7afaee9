# The student writes the patience of the example into the loop.
# Message must contain: With patience 5 nothing stops it
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= 3:
            break
    return epoch, len(val_losses) - epoch, best - min(val_losses)
