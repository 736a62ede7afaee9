# The student takes the patience for what is saved.
# Message must contain: epochs after it in this list
def replay_patience(val_losses, patience):
    best = np.inf
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, patience if epoch < len(val_losses) else 0, best - min(val_losses)
