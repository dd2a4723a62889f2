import { Anchor } from '@mantine/core';
import styles from './shell.module.css';

/** The credits that the sources ask for. */
export function Footer() {
  return (
    <footer className={styles['footer']}>
      <span>This product uses the NVD API but is not endorsed or certified by the NVD.</span>
      <span>
        Breach data:{' '}
        <Anchor
          href="https://haveibeenpwned.com"
          target="_blank"
          rel="noopener noreferrer"
          inherit
          underline="always"
        >
          Have I Been Pwned
        </Anchor>
      </span>
    </footer>
  );
}
