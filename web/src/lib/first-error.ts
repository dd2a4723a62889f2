/** Frames after which nobody waits for an error any more: a second, on most screens. */
const FRAMES = 60;

/**
 * Brings the page's first field with an error into view and gives it the focus, once the page shows the error: on a
 * busy machine that may be some frames later.
 */
export function focusFirstError(): void {
  look(FRAMES);
}

function look(frames: number): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
    if (field !== null) field.focus();
    else if (frames > 0) look(frames - 1);
  });
}
