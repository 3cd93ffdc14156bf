import type { Page } from 'playwright-core';
import { FORM_PLUGINS } from './form-plugins.ts';
import type { Site } from './site.ts';

/** Puts the form “Ask us” of Contact Form 7 on a page of the site, as its owner does; answers the page's address. */
export function makeContactPage(site: Site): Promise<string> {
  const plugin = FORM_PLUGINS.find(({ slug }) => slug === 'contact-form-7');
  return site.php<string>(
    `$page = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Contact']);
     $content = (function ($page) { ${plugin?.make} })($page);
     wp_update_post(['ID' => $page, 'post_content' => $content]);
     return get_permalink($page);`,
    { user: 'admin' },
  );
}

/** A visitor writes to the site. The stand-in, like Akismet behind the real plugin, takes one certain sender for spam. */
export async function writeMessage(page: Page, contactPage: string, { name, email, message }: Message): Promise<void> {
  await page.goto(contactPage);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Your email').fill(email);
  await page.getByLabel('Your message').fill(message);
  await page
    .locator('form', { has: page.getByLabel('Your email') })
    .getByRole('button', { name: 'Send' })
    .click();
  await page.getByText(/thank you|there was an error/i).waitFor();
}

export interface Message {
  name: string;
  email: string;
  message: string;
}

export const SPAMMER = 'akismet-guaranteed-spam@example.com';
