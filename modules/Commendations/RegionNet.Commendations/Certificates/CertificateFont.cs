using Microsoft.Extensions.Configuration;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Serif is what such documents are printed in. <c>Commendations:Font</c> names another file.</summary>
internal sealed class CertificateFont(IConfiguration configuration)
    : ChineseFont(configuration["Commendations:Font"], "Serif", "Sans");
