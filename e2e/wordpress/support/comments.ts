import { type Page, visit } from './visitor.ts';

/** A visitor comments on the first post: an event that needs no other plugin. */
export function postComment(siteUrl: string, name: string): Promise<Page> {
  return visit(siteUrl).post('/wp-comments-post.php', {
    author: name,
    email: `${name}@example.com`,
    comment: `A word from ${name}.`,
    comment_post_ID: '1',
  });
}
