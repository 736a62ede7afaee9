# The student returns the best epoch as the stop.
# Message must contain: not the best epoch
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return best_epoch, len(val_losses) - best_epoch, best - min(val_losses)
