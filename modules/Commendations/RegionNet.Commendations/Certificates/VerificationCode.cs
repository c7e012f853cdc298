using System.Security.Cryptography;
using System.Text;

namespace RegionNet.Commendations;

/// <summary>
/// The code on a certificate: 20 characters of Crockford's base 32 (100 random bits), printed in groups of four. Only its hash is
/// stored, so that whoever reads the database can't forge one.
/// </summary>
internal static class VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;

    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(4).Select(group => new string(group)));

    /// <summary>Of what somebody typed: case, blanks and dashes don't matter, nor do O for 0 and I or L for 1.</summary>
    public static byte[] Hash(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var character in typed.ToUpperInvariant().Where(c => c is not ('-' or ' ')))
        {
            text.Append(
                character switch
                {
                    'O' => '0',
                    'I' or 'L' => '1',
                    _ => character,
                }
            );
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
