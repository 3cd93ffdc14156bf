<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\Text;

/** Who an order or an account is about, in the envelope's shapes. */
final class People
{
    /**
     * @param \WC_Order $order
     *
     * @return array<string, mixed>
     */
    public static function ofOrder($order): array
    {
        $customerId = (int) $order->get_customer_id();
        $subject = self::subject(
            [(string) $order->get_billing_email()],
            [(string) $order->get_billing_phone(), (string) $order->get_shipping_phone()],
            self::names($order, 'billing') ?: self::names($order, 'shipping'),
            [(string) $order->get_billing_company(), (string) $order->get_shipping_company()],
            [(string) $order->get_billing_country(), (string) $order->get_shipping_country()]
        );
        return $customerId > 0 ? $subject + ['externalIds' => self::customerId($customerId)] : $subject;
    }

    /**
     * @param \WC_Customer $customer
     *
     * @return array<string, mixed>
     */
    public static function ofCustomer($customer): array
    {
        $own = array_filter([
            'firstName' => (string) $customer->get_first_name(),
            'lastName' => (string) $customer->get_last_name(),
        ]);
        return self::subject(
            [(string) $customer->get_email(), (string) $customer->get_billing_email()],
            [(string) $customer->get_billing_phone(), (string) $customer->get_shipping_phone()],
            $own ?: self::names($customer, 'billing'),
            [(string) $customer->get_billing_company()],
            [(string) $customer->get_billing_country(), (string) $customer->get_shipping_country()]
        ) + ['externalIds' => self::customerId((int) $customer->get_id())];
    }

    /**
     * An address, or nothing where none was given.
     *
     * @param \WC_Order|\WC_Customer $holder
     * @param string                 $kind   `billing` or `shipping`.
     *
     * @return array<string, string>
     */
    public static function address($holder, string $kind): array
    {
        $part = static function (string $name) use ($holder, $kind): string {
            return trim((string) call_user_func([$holder, "get_{$kind}_$name"]));
        };
        $country = $part('country');
        $region = $part('state');
        $typed = [
            'name' => implode(' ', self::names($holder, $kind)),
            'company' => $part('company'),
            'line1' => $part('address_1'),
            'line2' => $part('address_2'),
            'city' => $part('city'),
            'postalCode' => $part('postcode'),
            'phone' => $part('phone'),
        ];
        // The shop's own country is filled in before anybody typed an address.
        if (implode('', $typed) === '') {
            return [];
        }
        $place = ['region' => self::regionName($country, $region), 'regionCode' => $region, 'country' => $country];
        return array_filter($typed + $place, static fn(string $value): bool => $value !== '');
    }

    /** @return array<string, string> */
    public static function customerId(int $id): array
    {
        return ['woocommerce_customer' => (string) $id];
    }

    /**
     * The first of each that is not empty. Names come from one place only, so that no first name meets a stranger's
     * last name.
     *
     * @param string[]              $emails
     * @param string[]              $phones
     * @param array<string, string> $names
     * @param string[]              $companies
     * @param string[]              $countries
     *
     * @return array<string, string>
     */
    private static function subject(array $emails, array $phones, array $names, array $companies, array $countries): array
    {
        $first = static fn(array $values): string => (string) current(array_filter(array_map('trim', $values)));
        $country = strtoupper($first($countries));
        return array_filter([
            'email' => $first($emails),
            'phone' => $first($phones),
            'name' => implode(' ', $names),
            'company' => $first($companies),
            'country' => preg_match('/^[A-Z]{2}$/', $country) === 1 ? $country : '',
        ] + $names, static fn(string $value): bool => $value !== '');
    }

    /**
     * @param \WC_Order|\WC_Customer $holder
     *
     * @return array<string, string> firstName and lastName, each where there is one.
     */
    private static function names($holder, string $kind): array
    {
        return array_filter([
            'firstName' => trim((string) call_user_func([$holder, "get_{$kind}_first_name"])),
            'lastName' => trim((string) call_user_func([$holder, "get_{$kind}_last_name"])),
        ], static fn(string $name): bool => $name !== '');
    }

    private static function regionName(string $country, string $region): string
    {
        $states = $country === '' || $region === '' ? [] : WC()->countries->get_states($country);
        return is_array($states) && isset($states[$region])
            ? Text::plain((string) $states[$region])
            : $region;
    }
}
