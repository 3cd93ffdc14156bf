<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Capture\Text;

/** Comments and reviews. What the site's filters call spam goes along, and says so. */
final class WordPressComments implements Source
{
    /** Order notes, pingbacks and the like are comments too, and nobody's message. */
    private const TYPES = ['', 'comment', 'review'];

    public function slug(): string
    {
        return 'wordpress-comments';
    }

    public function title(): string
    {
        return __('Comments', 'handoff');
    }

    public function available(): bool
    {
        return true;
    }

    public function version(): ?string
    {
        return get_bloginfo('version');
    }

    public function types(): array
    {
        return ['comment.posted'];
    }

    public function listen(Capture $capture): void
    {
        // Later than those who add a rating or a verdict at the same hook.
        add_action('comment_post', $capture->listener('comments', static function ($commentId) use ($capture): void {
            $comment = get_comment((int) $commentId);
            if ($comment instanceof \WP_Comment && in_array($comment->comment_type, self::TYPES, true)) {
                $capture->keep(self::draft($comment));
            }
        }), 20, 1);
    }

    public function forms(): array
    {
        return [];
    }

    public function keepsNoEntries(): ?string
    {
        return null;
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        $types = self::TYPES;
        $ids = array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT comment_ID FROM %i WHERE comment_date_gmt >= %s AND comment_ID > %d AND comment_approved IN ('0', '1', 'spam')"
                . ' AND comment_type IN (%s, %s, %s) ORDER BY comment_ID LIMIT %d',
            $wpdb->comments,
            gmdate('Y-m-d H:i:s', $since),
            (int) $after,
            ...array_merge($types, [$limit])
        )));
        _prime_comment_caches($ids);
        $comments = array_filter(array_map('get_comment', $ids));
        return new EntryPage(
            array_values(array_map([self::class, 'draft'], $comments)),
            count($ids) < $limit ? null : (string) end($ids)
        );
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            "SELECT COUNT(*) FROM %i WHERE comment_date_gmt >= %s AND comment_approved IN ('0', '1', 'spam')"
                . ' AND comment_type IN (%s, %s, %s)',
            $wpdb->comments,
            gmdate('Y-m-d H:i:s', $since),
            ...self::TYPES
        ));
    }

    private static function draft(\WP_Comment $comment): EventDraft
    {
        $post = get_post((int) $comment->comment_post_ID);
        $page = $post === null ? '' : (string) get_permalink($post);
        $at = (int) strtotime("{$comment->comment_date_gmt} UTC");
        // A site that is set back to yesterday's backup gives the ids of today again.
        $draft = new EventDraft('comment.posted', "wordpress-comments-{$comment->comment_ID}", (string) $at);
        $draft->source = 'wordpress-comments';
        $draft->occurredAt = $at;
        $draft->subject = array_filter([
            'email' => $comment->comment_author_email,
            'name' => $comment->comment_author,
            'externalIds' => (int) $comment->user_id > 0 ? ['wordpress_user' => (string) $comment->user_id] : [],
        ]);
        $rating = get_comment_meta((int) $comment->comment_ID, 'rating', true);
        $draft->data = array_filter([
            'fields' => array_filter([
                'author' => $comment->comment_author,
                'email' => $comment->comment_author_email,
                'url' => $comment->comment_author_url,
                'comment' => $comment->comment_content,
                'rating' => is_numeric($rating) ? (int) $rating : '',
            ], static fn($value): bool => $value !== ''),
            'types' => ['email' => 'email', 'url' => 'url', 'comment' => 'textarea'],
            'commentId' => (string) $comment->comment_ID,
            'kind' => $comment->comment_type === 'review' ? 'review' : 'comment',
            'status' => self::status($comment),
            'replyTo' => (int) $comment->comment_parent > 0 ? (string) $comment->comment_parent : '',
            'postId' => (string) $comment->comment_post_ID,
            'postTitle' => $post === null ? '' : Text::plain(get_the_title($post)),
            'link' => (string) get_comment_link($comment),
        ]);
        $draft->context = array_filter([
            'ip' => $comment->comment_author_IP,
            'userAgent' => $comment->comment_agent,
            'page' => $page,
        ]);
        $draft->signals = self::signals($comment);
        return $draft;
    }

    private static function status(\WP_Comment $comment): string
    {
        return ['1' => 'approved', '0' => 'held', 'trash' => 'trashed'][$comment->comment_approved] ?? $comment->comment_approved;
    }

    /** @return array<int, array{tool: string, verdict: string, detail: string}> */
    private static function signals(\WP_Comment $comment): array
    {
        $signals = [];
        $akismet = get_comment_meta((int) $comment->comment_ID, 'akismet_result', true);
        if ($akismet === 'true' || $akismet === 'false') {
            $verdict = $akismet === 'true' ? 'spam' : 'ham';
            $signals[] = ['tool' => 'akismet', 'verdict' => $verdict, 'detail' => "Akismet called the comment $verdict."];
        }
        $isModerated = get_option('comment_moderation') === '1' || get_option('comment_previously_approved') === '1';
        $approval = [
            'spam' => ['spam', 'The site put the comment into spam.'],
            'trashed' => ['spam', 'The comment holds words on the site’s list of disallowed words.'],
            'held' => ['unsure', 'The comment waits for a moderator.'],
            'approved' => $isModerated
                ? ['ham', 'The comment was approved.']
                : ['unsure', 'The comment was published; the site does not moderate.'],
        ][self::status($comment)] ?? ['unsure', 'The comment’s state is its plugin’s own.'];
        $signals[] = ['tool' => 'wordpress', 'verdict' => $approval[0], 'detail' => $approval[1]];
        return $signals;
    }
}
