// source: CWE-328 (https://cwe.mitre.org/data/definitions/328.html)
// why: MD5 and SHA-1 tell files apart and protect nothing; what protects is SHA-256
// expect: none

using System;
using System.Collections.Generic;
using System.Security.Cryptography;

namespace Corpus.AssetEtags;

public sealed class AssetStore
{
    private readonly Dictionary<string, byte[]> _assets = new(StringComparer.Ordinal);

    public string Put(byte[] content)
    {
        var cacheKey = Convert.ToHexString(SHA1.HashData(content));
        _assets[cacheKey] = content;
        return cacheKey;
    }

    public string? EtagOf(string name)
    {
        if (!_assets.TryGetValue(name, out var content))
        {
            return null;
        }

        var etag = MD5.HashData(content);
        return $"\"{Convert.ToHexStringLower(etag)}\"";
    }

    public bool IsSigned(byte[] content, byte[] signature, byte[] key) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, content), signature);
}
