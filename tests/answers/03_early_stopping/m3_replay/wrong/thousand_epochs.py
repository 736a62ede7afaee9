# The student takes every training for 1000 epochs long.
# Message must contain: not always 1000
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, 1000 - epoch, best - min(val_losses)
