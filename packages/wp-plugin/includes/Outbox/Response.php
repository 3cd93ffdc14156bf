<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** The answer to whoever asked for this request. */
class Response
{
    /** Ends the answer where PHP can. True where nobody waits for this process any more, so it may take its time. */
    public function finish(): bool
    {
        if (wp_doing_cron()) {
            return true;
        }
        foreach (['fastcgi_finish_request', 'litespeed_finish_request'] as $function) {
            if (function_exists($function)) {
                if (session_status() === PHP_SESSION_ACTIVE) {
                    session_write_close(); // An open session would hold up the visitor's next page.
                }
                $function();
                return true;
            }
        }
        return false;
    }

    /** Whether a visitor's browser may be waiting; a command line is in no hurry and leaves sending to cron. */
    public function isAwaited(): bool
    {
        return PHP_SAPI !== 'cli';
    }
}
