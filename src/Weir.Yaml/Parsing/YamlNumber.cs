using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Weir.Yaml.Parsing;

/// <summary>
/// Which plain texts are numbers by the YAML 1.2 core schema (specification 10.3.2), and their exact value as decimal.
/// <see cref="decimal.Parse(string)"/> rounds what it cannot hold; here that is a failure.
/// </summary>
internal static class YamlNumber
{
    private const int MaxDigits = 64;
    private const int MaxScale = 28;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly BigInteger MaxMantissa = (BigInteger.One << 96) - 1;

    public static YamlScalarKind? Classify(string text)
    {
        var digits = text.AsSpan();
        if (text.StartsWith("0o", StringComparison.Ordinal) && text.Length > 2 && !digits[2..].ContainsAnyExceptInRange('0', '7'))
        {
            return YamlScalarKind.WholeNumber;
        }
        if (text.StartsWith("0x", StringComparison.Ordinal) && text.Length > 2 && !digits[2..].ContainsAnyExcept(HexDigits))
        {
            return YamlScalarKind.WholeNumber;
        }
        if (digits.Length > 0 && digits[0] is '+' or '-')
        {
            digits = digits[1..];
        }
        if (digits is ".inf" or ".Inf" or ".INF" || text is ".nan" or ".NaN" or ".NAN")
        {
            return YamlScalarKind.Number;
        }
        return ClassifyDecimal(digits);
    }

    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var negative = text.StartsWith('-');
        var body = text.AsSpan().TrimStart("+-");
        if (body.Length > 2 && body[1] is 'x' or 'o')
        {
            return TryParseRadix(body[2..], body[1] == 'x' ? 16 : 8, out value);
        }
        var exponent = 0;
        var e = body.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(body[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > 1000)
            {
                return false;
            }
            body = body[..e];
        }
        var point = body.IndexOf('.');
        var fraction = point < 0 ? [] : body[(point + 1)..].TrimEnd('0');
        var digits = string.Concat(point < 0 ? body : body[..point], fraction).TrimStart('0');
        return TryScale(digits, exponent - fraction.Length, negative, out value);
    }

    private static YamlScalarKind? ClassifyDecimal(ReadOnlySpan<char> text)
    {
        var whole = CountDigits(text);
        var rest = text[whole..];
        if (whole > 0 && rest.IsEmpty)
        {
            return YamlScalarKind.WholeNumber;
        }
        var fraction = 0;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            fraction = CountDigits(rest[1..]);
            rest = rest[(1 + fraction)..];
        }
        if (whole + fraction == 0)
        {
            return null;
        }
        if (!rest.IsEmpty && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            rest = !rest.IsEmpty && rest[0] is '+' or '-' ? rest[1..] : rest;
            var digits = CountDigits(rest);
            return digits > 0 && digits == rest.Length ? YamlScalarKind.Number : null;
        }
        return rest.IsEmpty ? YamlScalarKind.Number : null;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static bool TryParseRadix(ReadOnlySpan<char> digits, int radix, out decimal value)
    {
        value = 0;
        digits = digits.TrimStart('0');
        if (digits.Length > 32)
        {
            return false;
        }
        var sum = BigInteger.Zero;
        foreach (var digit in digits)
        {
            sum = (sum * radix) + (char.IsAsciiDigit(digit) ? digit - '0' : char.ToUpperInvariant(digit) - 'A' + 10);
        }
        return sum <= MaxMantissa && (value = (decimal)sum) >= 0;
    }

    // value = digits * 10^exponent, to be written as mantissa / 10^scale with a mantissa of 96 bits and a scale of 0 to 28.
    private static bool TryScale(string digits, int exponent, bool negative, out decimal value)
    {
        value = 0;
        var significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        if (significant.Length == 0)
        {
            return true;
        }
        if (significant.Length > MaxDigits || exponent > MaxScale || exponent < -MaxScale
            || !BigInteger.TryParse(significant, NumberStyles.None, CultureInfo.InvariantCulture, out var mantissa))
        {
            return false;
        }
        if (exponent > 0)
        {
            mantissa *= BigInteger.Pow(10, exponent);
            exponent = 0;
        }
        if (mantissa > MaxMantissa)
        {
            return false;
        }
        var bits = decimal.GetBits((decimal)mantissa);
        value = new decimal(bits[0], bits[1], bits[2], negative, (byte)-exponent);
        return true;
    }
}
