using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RegionNet.Kernel;

/// <summary>The bytes of a sheet that a caller sends: as the body, or as the only file of a form.</summary>
public static class SheetUpload
{
    /// <summary>Bytes that a form puts around its file.</summary>
    private const int MostAroundAFile = 64 * 1024;

    public static async Task<Outcome<byte[]>> Read(HttpContext http, SheetLimits limits, CancellationToken ct)
    {
        // Answered before it is read; what the connection still carries is drained by the server.
        if (http.Request.ContentLength > limits.MaxBytes + MostAroundAFile)
        {
            return limits.TooLarge;
        }
        var type = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        try
        {
            switch (type)
            {
                case "multipart/form-data":
                    var form = await http.Request.ReadFormAsync(
                        new FormOptions
                        {
                            MultipartBodyLengthLimit = limits.MaxBytes,
                            ValueCountLimit = 8,
                            MemoryBufferThreshold = limits.MaxBytes + MostAroundAFile,
                        },
                        ct
                    );
                    if (form.Files is not [var file])
                    {
                        return KernelErrors.NotASheet;
                    }
                    await using (var content = file.OpenReadStream())
                    {
                        return await AtMost(content, limits, ct);
                    }
                case "text/csv" or "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
                    return await AtMost(http.Request.Body, limits, ct);
                default:
                    return KernelErrors.NotASheet;
            }
        }
        catch (InvalidDataException)
        {
            // The form's own limit, or no form at all.
            return http.Request.ContentLength > limits.MaxBytes ? limits.TooLarge : KernelErrors.NotASheet;
        }
    }

    private static async Task<Outcome<byte[]>> AtMost(Stream stream, SheetLimits limits, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, ct) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > limits.MaxBytes)
            {
                return limits.TooLarge;
            }
        }
        return bytes.ToArray();
    }
}
