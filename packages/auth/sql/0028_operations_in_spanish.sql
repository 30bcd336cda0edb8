-- Spanish is the fourth language. Operations that were named before it get their Spanish name, as in countries/shared/country.json; what an
-- administrator wrote stays.
update auth.country c set name = c.name || jsonb_build_object('es', n.value)
from jsonb_each_text('{
  "ABW": "Aruba", "AFG": "Afganistán", "AGO": "Angola", "AIA": "Anguila", "ALA": "Islas Aland", "ALB": "Albania", "AND": "Andorra",
  "ARE": "Emiratos Árabes Unidos", "ARG": "Argentina", "ARM": "Armenia", "ASM": "Samoa Americana", "ATA": "Antártida",
  "ATG": "Antigua y Barbuda", "AUS": "Australia", "AUT": "Austria", "AZE": "Azerbaiyán", "BDI": "Burundi", "BEL": "Bélgica",
  "BEN": "Benín", "BES": "Caribe neerlandés", "BFA": "Burkina Faso", "BGD": "Bangladesh", "BGR": "Bulgaria", "BHR": "Bahrein",
  "BHS": "Bahamas", "BIH": "Bosnia y Herzegovina", "BLM": "San Bartolomé", "BLR": "Belarús", "BLZ": "Belice", "BMU": "Bermudas",
  "BOL": "Bolivia", "BRA": "Brasil", "BRB": "Barbados", "BRN": "Brunei", "BTN": "Bután", "BWA": "Botswana",
  "CAF": "República Centroafricana", "CAN": "Canadá", "CCK": "Islas Cocos", "CHE": "Suiza", "CHL": "Chile", "CHN": "China",
  "CIV": "Côte d’Ivoire", "CMR": "Camerún", "COD": "República Democrática del Congo", "COG": "Congo", "COK": "Islas Cook",
  "COL": "Colombia", "COM": "Comoras", "CPV": "Cabo Verde", "CRI": "Costa Rica", "CUB": "Cuba", "CUW": "Curazao",
  "CXR": "Isla de Navidad", "CYM": "Islas Caimán", "CYP": "Chipre", "CZE": "Chequia", "DEU": "Alemania", "DJI": "Djibouti",
  "DMA": "Dominica", "DNK": "Dinamarca", "DOM": "República Dominicana", "DZA": "Argelia", "ECU": "Ecuador", "EGY": "Egipto",
  "ERI": "Eritrea", "ESH": "Sáhara Occidental", "ESP": "España", "EST": "Estonia", "ETH": "Etiopía", "FIN": "Finlandia", "FJI": "Fiji",
  "FLK": "Islas Malvinas (Falkland Islands)", "FRA": "Francia", "FRO": "Islas Feroe", "FSM": "Micronesia", "GAB": "Gabón",
  "GBR": "Reino Unido", "GEO": "Georgia", "GGY": "Guernesey", "GHA": "Ghana", "GIB": "Gibraltar", "GIN": "Guinea", "GLP": "Guadalupe",
  "GMB": "Gambia", "GNB": "Guinea-Bissau", "GNQ": "Guinea Ecuatorial", "GRC": "Grecia", "GRD": "Granada", "GRL": "Groenlandia",
  "GTM": "Guatemala", "GUF": "Guayana Francesa", "GUM": "Guam", "GUY": "Guyana", "HKG": "RAE de Hong Kong (China)", "HND": "Honduras",
  "HRV": "Croacia", "HTI": "Haití", "HUN": "Hungría", "IDN": "Indonesia", "IMN": "Isla de Man", "IND": "India",
  "IOT": "Territorio Británico del Océano Índico", "IRL": "Irlanda", "IRN": "Irán", "IRQ": "Iraq", "ISL": "Islandia", "ISR": "Israel",
  "ITA": "Italia", "JAM": "Jamaica", "JEY": "Jersey", "JOR": "Jordania", "JPN": "Japón", "KAZ": "Kazajstán", "KEN": "Kenya",
  "KGZ": "Kirguistán", "KHM": "Camboya", "KIR": "Kiribati", "KNA": "San Cristóbal y Nieves", "KOR": "Corea del Sur", "KWT": "Kuwait",
  "LAO": "Laos", "LBN": "Líbano", "LBR": "Liberia", "LBY": "Libia", "LCA": "Santa Lucía", "LIE": "Liechtenstein", "LKA": "Sri Lanka",
  "LSO": "Lesotho", "LTU": "Lituania", "LUX": "Luxemburgo", "LVA": "Letonia", "MAC": "RAE de Macao (China)", "MAF": "San Martín",
  "MAR": "Marruecos", "MCO": "Mónaco", "MDA": "Moldova", "MDG": "Madagascar", "MDV": "Maldivas", "MEX": "México", "MHL": "Islas Marshall",
  "MKD": "Macedonia del Norte", "MLI": "Malí", "MLT": "Malta", "MMR": "Myanmar", "MNE": "Montenegro", "MNG": "Mongolia",
  "MNP": "Islas Marianas del Norte", "MOZ": "Mozambique", "MRT": "Mauritania", "MSR": "Montserrat", "MTQ": "Martinica", "MUS": "Mauricio",
  "MWI": "Malawi", "MYS": "Malasia", "MYT": "Mayotte", "NAM": "Namibia", "NCL": "Nueva Caledonia", "NER": "Níger", "NFK": "Isla Norfolk",
  "NGA": "Nigeria", "NIC": "Nicaragua", "NIU": "Niue", "NLD": "Países Bajos", "NOR": "Noruega", "NPL": "Nepal", "NRU": "Nauru",
  "NZL": "Nueva Zelanda", "OMN": "Omán", "PAK": "Pakistán", "PAN": "Panamá", "PCN": "Islas Pitcairn", "PER": "Perú", "PHL": "Filipinas",
  "PLW": "Palau", "PNG": "Papúa Nueva Guinea", "POL": "Polonia", "PRI": "Puerto Rico", "PRK": "Corea del Norte", "PRT": "Portugal",
  "PRY": "Paraguay", "PSE": "Estado de Palestina", "PYF": "Polinesia Francesa", "QAT": "Qatar", "REU": "Reunión", "ROU": "Rumania",
  "RUS": "Rusia", "RWA": "Rwanda", "SAU": "Arabia Saudita", "SDN": "Sudán", "SEN": "Senegal", "SGP": "Singapur", "SHN": "Santa Elena",
  "SJM": "Svalbard y Jan Mayen", "SLB": "Islas Salomón", "SLE": "Sierra Leona", "SLV": "El Salvador", "SMR": "San Marino",
  "SOM": "Somalia", "SPM": "San Pedro y Miquelón", "SRB": "Serbia", "SSD": "Sudán del Sur", "STP": "Santo Tomé y Príncipe",
  "SUR": "Suriname", "SVK": "Eslovaquia", "SVN": "Eslovenia", "SWE": "Suecia", "SWZ": "Eswatini", "SXM": "Sint Maarten",
  "SYC": "Seychelles", "SYR": "Siria", "TCA": "Islas Turcas y Caicos", "TCD": "Chad", "TGO": "Togo", "THA": "Tailandia",
  "TJK": "Tayikistán", "TKL": "Tokelau", "TKM": "Turkmenistán", "TLS": "Timor-Leste", "TON": "Tonga", "TTO": "Trinidad y Tobago",
  "TUN": "Túnez", "TUR": "Türkiye", "TUV": "Tuvalu", "TWN": "Taiwán", "TZA": "Tanzanía", "UGA": "Uganda", "UKR": "Ucrania",
  "URY": "Uruguay", "USA": "Estados Unidos", "UZB": "Uzbekistán", "VAT": "Ciudad del Vaticano", "VCT": "San Vicente y las Granadinas",
  "VEN": "Venezuela", "VGB": "Islas Vírgenes Británicas", "VIR": "Islas Vírgenes de los Estados Unidos", "VNM": "Viet Nam",
  "VUT": "Vanuatu", "WLF": "Wallis y Futuna", "WSM": "Samoa", "YEM": "Yemen", "ZAF": "Sudáfrica", "ZMB": "Zambia", "ZWE": "Zimbabwe",
  "XKX": "Kosovo (resolución 1244 (1999) del Consejo de Seguridad)"
}') n where n.key = c.code and not c.name ? 'es';

-- The first office of an installation that has none, in an operation with all its names.
create or replace function login.found_headquarters() returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  organisation uuid := gen_random_uuid();
  office uuid := gen_random_uuid();
begin
  insert into auth.country (code, name) values ('CHE', '{"en": "Switzerland", "fr": "Suisse", "ar": "سويسرا", "es": "Suiza"}')
  on conflict do nothing;
  insert into auth.organisation (id, name, kind) values (organisation, 'Headquarters', 'un');
  insert into auth.office (id, code, name, country, organisation_id) values (office, 'HQR', 'Headquarters', 'CHE', organisation);
  return office;
end $$;
