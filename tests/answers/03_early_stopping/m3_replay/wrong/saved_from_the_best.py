# The student counts the epochs after the best one as saved.
# Message must contain: not those after the best epoch
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - best_epoch, best - min(val_losses)
