using System.Security.Cryptography;
using System.Text;

namespace Weir.Generation.Templates;

/// <summary>Hashes of texts and files, as lower-case hexadecimal SHA-256.</summary>
internal static class Hash
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
