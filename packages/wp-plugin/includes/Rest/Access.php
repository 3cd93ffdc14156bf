<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Settings\Capabilities;

/** Who may call a route. The nonce is WordPress' own: without it a browser's request has no user. */
final class Access
{
    /** Connecting this site to a server, and giving others rights, is for those who may change the whole site. */
    public const CONNECT = 'manage_options';

    public static function canView(): bool
    {
        return current_user_can(Capabilities::VIEW) || self::canManage();
    }

    public static function canManage(): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public static function canConnect(): bool
    {
        return current_user_can(self::CONNECT);
    }

    /** @return true|\WP_Error */
    public static function view()
    {
        return self::granted(self::canView());
    }

    /** @return true|\WP_Error */
    public static function manage()
    {
        return self::granted(self::canManage());
    }

    /** @return true|\WP_Error */
    public static function connect()
    {
        return self::granted(self::canConnect());
    }

    /**
     * Looking is for those who may view, everything else for those who may manage.
     *
     * @return true|\WP_Error
     */
    public static function byMethod(\WP_REST_Request $request)
    {
        return in_array($request->get_method(), ['GET', 'HEAD'], true) ? self::view() : self::manage();
    }

    /** @return true|\WP_Error */
    private static function granted(bool $may)
    {
        if ($may) {
            return true;
        }
        $words = is_user_logged_in()
            ? __('Your role on this site does not allow that. Ask an administrator.', 'handoff')
            : __('You are not signed in, or this page is too old. Reload it and sign in.', 'handoff');
        return new \WP_Error('rest_forbidden', $words, ['status' => rest_authorization_required_code()]);
    }
}
