# The student counts epochs from 0.
# Message must contain: Stop epoch (from 1)
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - epoch, best - min(val_losses)
