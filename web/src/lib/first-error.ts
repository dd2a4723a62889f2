/** Brings the page's first field with an error into view and gives it the focus, once the page shows the error. */
export function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus());
}
