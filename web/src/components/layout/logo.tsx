/** The mark: an eye on a shield. Decorative, the word beside it says the name. */
export function LogoMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M16 1.5 28 5.6v9.6c0 7.4-4.9 12.7-12 15.3C8.9 27.9 4 22.6 4 15.2V5.6Z"
        fill="var(--mantine-color-petrol-6)"
      />
      <path
        d="M7.5 15.5C10 11.6 12.8 9.7 16 9.7s6 1.9 8.5 5.8C22 19.4 19.2 21.3 16 21.3s-6-1.9-8.5-5.8Z"
        fill="#fff"
      />
      <circle cx="16" cy="15.5" r="3.7" fill="#0a3432" />
      <circle cx="17.3" cy="14.2" r="1.15" fill="#fff" />
    </svg>
  );
}
